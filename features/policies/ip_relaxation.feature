Feature: IP Relaxation

  Enforced, only requests from the app's trusted IP ranges are let in. The range
  192.0.2.0/24 is for documentation: no request comes from there.

  Background:
    Given a private client

  Rule: Bypassed, the address does not matter

    @CC-IP-01
    Scenario Outline: <state>, a request from outside the trusted ranges is accepted
      Given the app has "IP Relaxation" <state>
      And the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      When the app asks for authorization
      Then the authorization request is accepted

      Examples:
        | state           |
        | at its default  |
        | set to "bypass" |

  Rule: Enforced, the address decides

    Background:
      Given the app has "IP Relaxation" set to "enforce"

    @CC-IP-02
    Scenario Outline: Outside of "<ranges>", a request is refused
      Given the app has "Trusted IP Ranges" set to "<ranges>"
      When the app asks for authorization
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "bypass"

      Examples:
        | ranges                       |
        | 192.0.2.0/24                 |
        | 192.0.2.0/25 198.51.100.0/24 |

    @CC-IP-03
    Scenario: From an address that is trusted, a request is accepted
      When the administrator sets "Trusted IP Ranges" to "{the harness's own address}" for the app
      And the app asks for authorization
      Then the authorization request is accepted

    @CC-IP-03
    Scenario: The address may stand in any of several ranges
      When the administrator sets "Trusted IP Ranges" to "192.0.2.0/24 {the harness's own address}" for the app
      And the app asks for authorization
      Then the authorization request is accepted

    @CC-IP-05
    Scenario Outline: The header <header> does not put the request inside
      Given the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      When the app asks for authorization with the header "<header>" set to "<value>"
      Then the authorization request is refused
      But the same request is accepted when the app has "IP Relaxation" set to "bypass"

      Examples:
        | header           | value          |
        | X-Forwarded-For  | 192.0.2.1      |
        | Forwarded        | for=192.0.2.1  |
        | X-Real-Ip        | 192.0.2.1      |
        | True-Client-Ip   | 192.0.2.1      |
        | Cf-Connecting-Ip | 192.0.2.1      |

    @CC-IP-06
    Scenario: The error is invalid_grant
      Given the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      When the app asks for authorization
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "invalid_grant"
      But the same request is accepted when the app has "IP Relaxation" set to "bypass"

    @CC-IP-07
    Scenario: Whether no range at all lets every address in
      Given the app has "Trusted IP Ranges" at its default
      When the app asks for authorization
      Then it is noted what the answer was

  Rule: A change is in effect at once

    @CC-IP-04
    Scenario: Turned on, the same address is refused; turned off again, it is accepted
      Given the app has "Trusted IP Ranges" set to "192.0.2.0/24"
      And the app has "IP Relaxation" set to "bypass"
      When the app asks for authorization
      Then the authorization request is accepted
      When the administrator sets "IP Relaxation" to "enforce" for the app
      And the same request is sent again
      Then the authorization request is refused
      But the same request was accepted before the change
      When the administrator sets "IP Relaxation" to "bypass" for the app
      And the same request is sent again
      Then the authorization request is accepted
