Feature: IP Relaxation

  Enforced, only requests from the app's trusted IP ranges are accepted. The range
  192.0.2.0/24 is reserved for documentation: no request comes from it.

  Background:
    Given a private client

  Rule: Relaxed, which is the default, requests from every address are accepted

    @CC-IP-01
    Scenario Outline: <state>, a request from outside the trusted ranges is accepted
      Given the app has "IP Relaxation" <state>
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      When the app asks for authorization
      Then the authorization request is accepted

      Examples:
        | state                          |
        | at its default                 |
        | set to "Relax IP restrictions" |

  Rule: Enforced, only requests from the trusted ranges are accepted

    Background:
      Given the app has "IP Relaxation" set to "Enforce IP restrictions"

    @CC-IP-02
    Scenario Outline: A request from outside the ranges "<ranges>" is refused
      Given the app has "Trusted IP Ranges" set to "<ranges>"
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "Relax IP restrictions"

      Examples:
        | ranges                       |
        | 192.0.2.0/24                 |
        | 192.0.2.0/25 198.51.100.0/24 |

    @CC-IP-03
    Scenario: A request from a trusted address is accepted
      When the administrator sets "Trusted IP Ranges" to codecred's own address for the app
      And the app asks for authorization
      Then the authorization request is accepted

    @CC-IP-03
    Scenario: A request from an address in the second of two trusted ranges is accepted
      When the administrator sets "Trusted IP Ranges" to "192.0.2.0/24" and codecred's own address for the app
      And the app asks for authorization
      Then the authorization request is accepted

    @CC-IP-05
    Scenario Outline: A request from outside is refused although its header <header> names a trusted address
      Given the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      When the app asks for authorization with the header "<header>" set to "<value>"
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "Relax IP restrictions"

      Examples:
        | header           | value         |
        | X-Forwarded-For  | 192.0.2.1     |
        | Forwarded        | for=192.0.2.1 |
        | X-Real-Ip        | 192.0.2.1     |
        | True-Client-Ip   | 192.0.2.1     |
        | Cf-Connecting-Ip | 192.0.2.1     |

    @CC-IP-06
    Scenario: A request from outside is answered with 400 and invalid_grant (profile salesforce)
      Given the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      When the app asks for authorization
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request is accepted when the app has "IP Relaxation" set to "Relax IP restrictions"

    @CC-IP-08
    Scenario: Enforced without any trusted range, a request is accepted (profile salesforce)
      Given the app has "Trusted IP Ranges" at its default
      When the app asks for authorization
      Then the authorization request is accepted

    @CC-IP-07
    Scenario: Observed only: enforced without any trusted range, whether a request is accepted (profile strict)
      Given the app has "Trusted IP Ranges" at its default
      When the app asks for authorization
      Then it is noted what the answer was

  Rule: A change is in effect at once

    @CC-IP-04
    Scenario: Enforced, a request from outside is refused; relaxed again, it is accepted
      Given the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "IP Relaxation" set to "Relax IP restrictions"
      And the app asks for authorization
      And the authorization request is accepted
      When the administrator sets "IP Relaxation" to "Enforce IP restrictions" for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change
      When the administrator sets "IP Relaxation" to "Relax IP restrictions" for the app
      And the same request is sent again
      Then the authorization request is accepted
